"""The states of the declarations room: thin doors between the browser and the use cases."""
