"""What the tools that planners use now do with the errors that plans really contain, tried out."""
