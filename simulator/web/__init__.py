"""The pages: one blueprint a noun. Only this package knows Flask."""
