"""What people keep: certificates, attendance sheets, as tagged PDF."""
