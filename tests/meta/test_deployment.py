"""What is deployed fits together: manifests, Compose files, nginx, the image, the settings, the routes."""

import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from app import __version__
from app.__main__ import configuration
from app.main import create_app
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text()
KUSTOMIZATION = yaml.safe_load((DEPLOY / "kustomization.yaml").read_text())
MANIFESTS: list[dict[str, Any]] = [
    manifest
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for manifest in yaml.safe_load_all(path.read_text())
]
COMPOSE = {name: yaml.safe_load((ROOT / name).read_text()) for name in ("compose.yaml", "compose.scale.yaml")}
SERVICES = [(name, service, text) for name, file in COMPOSE.items() for service, text in file["services"].items()]
OURS = f"losscope:{__version__}"


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {each["metadata"]["name"]: each for each in MANIFESTS if each["kind"] == kind}


PODS = {name: each["spec"]["template"] for name, each in of_kind("Deployment").items()}
CONTAINERS = {name: pod["spec"]["containers"][0] for name, pod in PODS.items()}


def pods_of(selector: dict[str, str]) -> list[str]:
    """The deployments whose pods have these labels."""
    return [name for name, pod in PODS.items() if selector.items() <= pod["metadata"]["labels"].items()]


def port_of(container: dict[str, Any], port: str) -> int:
    """The number of a named port."""
    return int({each["name"]: each["containerPort"] for each in container["ports"]}[port])


def test_every_manifest_is_applied() -> None:
    assert sorted(KUSTOMIZATION["resources"]) == sorted(
        path.relative_to(DEPLOY).as_posix() for path in (DEPLOY / "kubernetes").glob("*.yaml")
    )
    kinds = {"Namespace", "Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "Ingress"}
    assert {each["kind"] for each in MANIFESTS} == kinds
    assert [KUSTOMIZATION["namespace"]] == list(of_kind("Namespace"))


@pytest.mark.parametrize("name", PODS)
def test_selectors_match_the_labels_of_one_deployment(name: str) -> None:
    spec = of_kind("Deployment")[name]["spec"]
    spread = spec["template"]["spec"]["topologySpreadConstraints"]
    selectors = [spec["selector"], *(each["labelSelector"] for each in spread)]
    assert [pods_of(each["matchLabels"]) for each in selectors] == [[name]] * len(selectors)


def test_services_budgets_and_the_autoscaler_find_what_they_are_for() -> None:
    services = {name: pods_of(each["spec"]["selector"]) for name, each in of_kind("Service").items()}
    assert services == {"replicas": ["losscope"], "losscope": ["nginx"]}
    for name, each in of_kind("Service").items():
        assert port_of(CONTAINERS[services[name][0]], each["spec"]["ports"][0]["targetPort"])
    budgets = of_kind("PodDisruptionBudget")
    assert {name: pods_of(each["spec"]["selector"]["matchLabels"]) for name, each in budgets.items()} == {
        name: [name] for name in PODS
    }
    (autoscaler,) = of_kind("HorizontalPodAutoscaler").values()
    target = autoscaler["spec"]["scaleTargetRef"]
    assert target["name"] in of_kind(target["kind"])
    assert "replicas" not in of_kind("Deployment")[target["name"]]["spec"]


def test_the_ingress_leads_to_nginx() -> None:
    (ingress,) = of_kind("Ingress").values()
    (rule,) = ingress["spec"]["rules"]
    backend = rule["http"]["paths"][0]["backend"]["service"]
    service = of_kind("Service")[backend["name"]]["spec"]
    assert backend["port"]["name"] == service["ports"][0]["name"]
    assert pods_of(service["selector"]) == ["nginx"]


def test_ports_agree() -> None:
    exposed = re.findall(r"^EXPOSE (\d+)", (ROOT / "Dockerfile").read_text(), re.M)
    assert exposed == [str(port_of(CONTAINERS["losscope"], "http"))] == ["8000"]
    listened = re.findall(r"listen (\d+)", NGINX)
    published = COMPOSE["compose.scale.yaml"]["services"]["nginx"]["ports"][0].rpartition(":")[2]
    assert listened == [str(port_of(CONTAINERS["nginx"], "http"))] == [published]
    headless = of_kind("Service")["replicas"]
    assert headless["spec"]["clusterIP"] == "None"
    domain = f"replicas.{KUSTOMIZATION['namespace']}.svc.cluster.local:{headless['spec']['ports'][0]['port']}"
    assert f"server {domain} resolve " in (DEPLOY / "upstream.kubernetes.conf").read_text()
    assert "losscope" in COMPOSE["compose.scale.yaml"]["services"]
    assert f"server losscope:{exposed[0]} resolve " in (DEPLOY / "upstream.compose.conf").read_text()


def test_images_agree() -> None:
    used = {container["image"] for container in CONTAINERS.values()} | {text["image"] for _, _, text in SERVICES}
    assert OURS in used
    assert len(used) == 2, "one image of ours, at this version, and one of nginx"


@pytest.mark.parametrize("probe", ["startupProbe", "livenessProbe", "readinessProbe"])
def test_probes_ask_routes_that_exist(probe: str) -> None:
    asked = CONTAINERS["losscope"][probe]["httpGet"]
    assert TestClient(create_app()).get(asked["path"]).status_code in (200, 503)
    assert port_of(CONTAINERS["losscope"], asked["port"])


def test_variables_are_settings() -> None:
    scaled = COMPOSE["compose.scale.yaml"]["services"]["losscope"]["environment"]
    in_pods = [(each["name"], each["value"]) for each in CONTAINERS["losscope"]["env"]]
    given = [*in_pods, *(tuple(each.split("=", 1)) for each in scaled if "=" in each)]
    names = {name for name, *_ in chain(given, ((each,) for each in scaled if "=" not in each))}
    assert {name.removeprefix("LOSSCOPE_").lower() for name in names} <= set(Settings.model_fields)
    assert Settings(**{name.removeprefix("LOSSCOPE_").lower(): value for name, value in given})


@pytest.mark.parametrize("name", CONTAINERS)
def test_containers_may_do_little(name: str) -> None:
    pod, container = PODS[name]["spec"], CONTAINERS[name]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {"cpu", "memory"} <= container["resources"]["requests"].keys()
    assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize(
    ("file", "service", "text"), SERVICES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_services_may_do_little(file: str, service: str, text: dict[str, Any]) -> None:
    assert text["read_only"] is True
    assert text["cap_drop"] == ["ALL"]
    assert text["security_opt"] == ["no-new-privileges:true"]
    assert text["mem_limit"]
    assert text["pids_limit"]


def test_nginx_finds_its_files_and_has_room_for_its_cache() -> None:
    (generated,) = KUSTOMIZATION["configMapGenerator"]
    names = [each.partition("=")[0] for each in generated["files"]]
    container, pod = CONTAINERS["nginx"], PODS["nginx"]["spec"]
    volumes = {each["name"]: each for each in pod["volumes"]}
    mounted = {each["mountPath"]: volumes[each["name"]] for each in container["volumeMounts"]}
    assert mounted["/etc/losscope"]["configMap"]["name"] == generated["name"]
    scaled = COMPOSE["compose.scale.yaml"]["services"]["nginx"]
    assert container["args"] == scaled["command"]
    assert [each.split(":")[1] for each in scaled["volumes"]] == [f"/etc/losscope/{name}" for name in names]
    assert all((ROOT / each.split(":")[0]).is_file() for each in scaled["volumes"])
    cache = int(re.findall(r"max_size=(\d+)m", NGINX)[0])
    assert cache < int(mounted["/tmp"]["emptyDir"]["sizeLimit"].removesuffix("Mi"))
    assert cache < int(re.findall(r"size=(\d+)m", scaled["tmpfs"][0])[0])


def test_nobody_hangs_up_too_early() -> None:
    config = configuration()
    idle = [re.findall(r"keepalive_timeout (\d+)s", path.read_text()) for path in DEPLOY.glob("upstream.*.conf")]
    assert len(idle) == 2
    assert all(int(seconds) < config.timeout_keep_alive for (seconds,) in idle)
    pause = int(CONTAINERS["losscope"]["lifecycle"]["preStop"]["exec"]["command"][1])
    assert pause + (config.timeout_graceful_shutdown or 0) < PODS["losscope"]["spec"]["terminationGracePeriodSeconds"]
