"""Scenario quizzes that trainers build from the reviews: every key and every piece of feedback is a passage."""
