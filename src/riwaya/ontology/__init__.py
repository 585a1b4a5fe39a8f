"""What Riwaya can say: kinds of event, roles, acts, statuses, quantities."""
