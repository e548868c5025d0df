"""People: customers, employees, managers, owners and trainers of a business."""
