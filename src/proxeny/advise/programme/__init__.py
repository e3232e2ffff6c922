"""A programme: accepted advice as goals over a short, medium and long horizon, with steps in their order; pure."""
