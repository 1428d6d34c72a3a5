// Reads GIFT with gift-pegjs: a JSON string a line comes in, what was read of it goes out as a JSON line.
const { parse } = require("gift-pegjs");
const lines = require("node:readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  let answer;
  try {
    answer = { read: parse(JSON.parse(line)) };
  } catch (fault) {
    answer = { fault: `${fault.message} at ${JSON.stringify(fault.location)}` };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
