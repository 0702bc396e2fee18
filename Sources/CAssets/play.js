// The player's part of an exercise: see App/Exercises/Player.
