"""The settings of `arignote lab` for servers that JupyterHub starts; they copy the tutorials for their user, and nothing else."""

import os

if "JUPYTERHUB_API_TOKEN" in os.environ:
    from arignote.lab import settings, trust_tutorials
    from arignote.own import fill
    from arignote.tutorials import READERS

    c = get_config()  # noqa: F821  Jupyter's
    # The hub says where the server listens and who may ask; files are those of the home.
    for name, value in settings(READERS).items():
        if not name.startswith("ServerApp.") and not name.endswith("log_level"):
            section, _, trait = name.partition(".")
            c[section][trait] = value
    c.LabApp.default_url = "/lab/tree/tutorials"
    # Where thirty kernels start at once on two cores, some answer only after the minute that Jupyter gives them.
    c.MappingKernelManager.kernel_info_timeout = 180
    fill(READERS)
    trust_tutorials()
