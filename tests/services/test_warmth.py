from __future__ import annotations

import gc

from simulator.services import catalogue, warmth


def test_what_a_server_will_need_is_made_ready_and_left_alone() -> None:
    warmth.warm_up().join()
    try:
        assert catalogue.content.cache_info().currsize == 1
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
