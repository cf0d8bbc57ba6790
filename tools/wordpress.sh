#!/bin/sh
# A WordPress of its own on 127.0.0.1, for tests: Debian's wordpress, its own MariaDB, PHP's own server.
#
#   tools/wordpress.sh install           install the packages, where that can be done without asking anybody
#   tools/wordpress.sh start DIR PORT    begin with an empty or missing folder; everything is kept in it
#   tools/wordpress.sh stop DIR
#
# start prints what is missing and exits with 3 where WordPress cannot run. DIR/password holds the application password of the user
# editor, DIR/export.xml the site's own export. Nothing outside DIR is changed, and only processes of DIR are ended.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
core=/usr/share/wordpress

missing() {
    [ -f "$core/wp-load.php" ] || echo wordpress
    { command -v mariadbd && command -v mariadb-install-db; } >/dev/null 2>&1 || echo mariadb-server
    if command -v php >/dev/null 2>&1; then
        php -r 'exit(extension_loaded("mysqli") ? 0 : 1);' || echo php-mysql
    else
        echo php-cli php-mysql
    fi
}

case ${1:-} in
install)
    needed=$(missing)
    [ -z "$needed" ] && exit 0
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        export DEBIAN_FRONTEND=noninteractive
        echo "Installing WordPress and MariaDB for their tests." >&2
        # shellcheck disable=SC2086
        (apt-get update -qq && apt-get install -y -qq --no-install-recommends $needed) >/dev/null 2>&1 && exit 0
    fi
    echo "no WordPress here, and none can be installed: its tests are skipped (Debian: apt-get install wordpress mariadb-server php-cli php-mysql)" >&2
    ;;
start)
    dir=$2 port=$3
    needed=$(missing)
    if [ -n "$needed" ]; then
        echo "not installed:" $needed
        exit 3
    fi
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    mkdir -p "$dir/wp" "$dir/content/mu-plugins" "$dir/content/uploads"
    for name in "$core"/*; do
        case $name in */wp-config.php | */wp-content) ;; *) ln -s "$name" "$dir/wp/" ;; esac
    done
    ln -s "$core/wp-content/themes" "$dir/content/themes"
    ln -s "$here/wordpress_posts.php" "$dir/content/mu-plugins/posts.php"
    # The files of WordPress are links, and PHP follows them: what ABSPATH is must be said first.
    cat >"$dir/first.php" <<PHP
<?php
define('ABSPATH', '$dir/wp/');
PHP
    cat >"$dir/wp/wp-config.php" <<PHP
<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:$dir/db.sock');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_CONTENT_DIR', '$dir/content');
define('WP_HOME', 'http://127.0.0.1:$port');
define('WP_SITEURL', 'http://127.0.0.1:$port');
define('WP_ENVIRONMENT_TYPE', 'local'); // application passwords over http
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('AUTH_KEY', 'a'); define('SECURE_AUTH_KEY', 'b'); define('LOGGED_IN_KEY', 'c'); define('NONCE_KEY', 'd');
define('AUTH_SALT', 'e'); define('SECURE_AUTH_SALT', 'f'); define('LOGGED_IN_SALT', 'g'); define('NONCE_SALT', 'h');
\$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
PHP
    log=$dir/log
    mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$dir/db" --auth-root-authentication-method=normal \
        --skip-test-db --skip-name-resolve >"$log" 2>&1
    mariadbd --no-defaults --user="$(id -un)" --datadir="$dir/db" --socket="$dir/db.sock" --pid-file="$dir/db.pid" \
        --skip-networking --skip-grant-tables --skip-log-bin --innodb-buffer-pool-size=32M --innodb-flush-log-at-trx-commit=0 \
        --tmpdir="$dir" >>"$log" 2>&1 &
    php -d auto_prepend_file="$dir/first.php" -d memory_limit=256M "$here/wordpress_posts.php" "$dir" >>"$log" 2>&1 || {
        tail -5 "$log"
        "$0" stop "$dir"
        exit 1
    }
    PHP_CLI_SERVER_WORKERS=1 php -d auto_prepend_file="$dir/first.php" -d opcache.enable_cli=1 \
        -S "127.0.0.1:$port" -t "$dir/wp" >>"$log" 2>&1 &
    echo $! >"$dir/php.pid"
    ;;
stop)
    for name in php db; do
        pid=$(cat "$2/$name.pid" 2>/dev/null) || continue
        kill "$pid" 2>/dev/null || continue
        while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    done
    ;;
*)
    sed -n '2,9p' "$0"
    exit 2
    ;;
esac
