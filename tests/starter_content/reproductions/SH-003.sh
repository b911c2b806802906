# Shows "unbound variable": under set -u a variable is read that nothing has set.
printf 'set -euo pipefail\necho "would clear $BUILD_DIR/cache"\n' > clean.sh
env -u BUILD_DIR bash clean.sh
printf 'set -u\necho "deploying $1"\n' > deploy.sh
bash deploy.sh
