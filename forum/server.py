"""How gunicorn serves the portal: `gunicorn forum.wsgi --config python:forum.server`."""

import os
from typing import Any

from forum.leash import tie_to_parent

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)
preload_app = True
timeout = 60
graceful_timeout = 5
loglevel = "warning"
control_socket_disable = True


def post_fork(server: Any, worker: Any) -> None:
    """A worker goes when its master goes."""
    tie_to_parent(worker.ppid)
