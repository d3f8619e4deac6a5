"""Credit decisions: limits, margins, delegation, guarantees, cover, factoring, discount, cost."""
