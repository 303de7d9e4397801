"""What is deployed, as data: alerts, dashboards, manifests."""
