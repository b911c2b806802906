# Shows what bash and env say of scripts with Windows line ends (the first wording depends on bash's version).
printf '#!/bin/bash\r\n\r\necho deployed\r\n' > deploy.sh
printf '#!/usr/bin/env bash\r\necho deployed\r\n' > deploy-env.sh
chmod +x deploy.sh deploy-env.sh
echo './deploy.sh' | setsid -w bash --norc --noprofile -i
bash -c './deploy.sh'
./deploy-env.sh
bash deploy.sh
