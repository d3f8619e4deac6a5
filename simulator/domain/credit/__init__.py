"""Credit decisions: limits, marginal analysis, delegation, guarantees, insurance, factoring, discount, cost."""
