"""Long work by name, one file each: a function of its `proxeny.register.tasks.Work` that returns plain JSON."""
