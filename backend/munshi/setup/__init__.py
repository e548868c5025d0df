"""Setting a business up without programming: its people, leave policies, holidays and balances as sheets."""
