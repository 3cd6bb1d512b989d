"""The rotation planner: facts in, a proven plan with its certificate and explanations out."""
