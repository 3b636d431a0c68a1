#!/bin/sh
# Make what compose.yaml keeps secret, once: nothing that is there is ever written over.
# usage: deploy/make-secrets.sh admin@example.org label.example.org
set -eu
if [ $# -ne 2 ]; then
  echo "usage: $0 E-MAIL HOST     # of the first user, and of the address people open" >&2
  exit 2
fi
case "$1$2" in
*[!A-Za-z0-9.@_+-]*)
  echo "$0: an e-mail address or host name has no such characters: $1 $2" >&2
  exit 2
  ;;
esac
umask 022 # the containers' users read the files; the folder keeps everybody else out
folder="$(cd "$(dirname "$0")" && pwd)/secrets"
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"

random() { openssl rand -hex "$1"; }

[ -s postgres_password ] || random 24 >postgres_password
if [ ! -s label_studio_env ]; then
  cat >label_studio_env.new <<END
export POSTGRE_PASSWORD='$(cat postgres_password)'
export LABEL_STUDIO_USERNAME='$1'
export LABEL_STUDIO_PASSWORD='$(random 12)'
export LABEL_STUDIO_USER_TOKEN='$(random 20)'
END
  mv label_studio_env.new label_studio_env
fi
if [ ! -s tls_certificate ]; then
  openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=$2" -addext "subjectAltName=DNS:$2" \
    -keyout tls_key -out tls_certificate 2>/dev/null
  echo "a certificate of our own making for $2: put a real one in secrets/tls_certificate and secrets/tls_key" >&2
fi
echo "the first user's password and token are in $folder/label_studio_env" >&2
