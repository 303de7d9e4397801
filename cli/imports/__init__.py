"""`jiayuan import`: businesses out of other registers, sent through the API in batches, with a report by line."""
