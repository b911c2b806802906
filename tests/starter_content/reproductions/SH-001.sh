# Shows "Permission denied": a script without the execute bit is started by its path.
printf '#!/bin/sh\necho deployed\n' > deploy.sh
chmod 644 deploy.sh
echo './deploy.sh' | setsid -w bash --norc --noprofile -i
bash -c './deploy.sh'
sh -c './deploy.sh'
