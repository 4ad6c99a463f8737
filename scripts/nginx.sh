#!/usr/bin/env bash
# Print the path of an nginx for the tests; on Debian, install it when we may.
. "$(dirname "$0")/common.sh"
. scripts/packages.sh

find_nginx() { PATH=$PATH:/usr/sbin command -v "${NGINX:-nginx}"; }

find_nginx >/dev/null || install_packages "the tests of nginx" nginx-light || true
find_nginx || die "no nginx: its tests are left out (Debian's package is nginx-light; or set NGINX to its path)"
