<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// Installs WordPress (once) and makes the rig's users and their
// application passwords; prints them as JSON. Run with php-cli by
// wordpress-up, which sets RIG_URL, and RIG_JSON to the last run's output.

$url   = getenv('RIG_URL');
$parts = parse_url($url);
$_SERVER['HTTP_HOST']      = $parts['host'] . ':' . $parts['port'];
$_SERVER['SERVER_NAME']    = $parts['host'];
$_SERVER['SERVER_PORT']    = (string) $parts['port'];
$_SERVER['REQUEST_URI']    = '/';
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REMOTE_ADDR']    = '127.0.0.1';

// Replaces the pluggable function: no mail is sent from a test site.
function wp_new_blog_notification($title, $url, $user, $password) {}

define('WP_INSTALLING', true);
require getenv('RIG_SITE') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

$old  = json_decode((string) @file_get_contents((string) getenv('RIG_JSON')), true);
$want = ['admin' => 'administrator', 'editor' => 'editor', 'author' => 'author',
         'contributor' => 'contributor', 'subscriber' => 'subscriber'];
$login_password = fn($name) => "rig-$name-login";

if (!is_blog_installed()) {
    // wp_install asks its own front page whether permalinks work; nothing
    // answers yet, so do not let it try.
    add_filter('pre_http_request', fn() => new WP_Error('rig', 'not up yet'));
    wp_install('Rig Test Site', 'admin', 'admin@example.invalid', false, '',
               $login_password('admin'));
    update_option('timezone_string', 'UTC');
    update_option('default_pingback_flag', 0);
    update_option('default_ping_status', 'closed');
    update_option('comments_notify', 0);
    update_option('moderation_notify', 0);
    foreach (get_plugins() as $file => $ignored) {
        deactivate_plugins($file);
    }
}
$plain = getenv('RIG_PLAIN') === 'yes';
update_option('permalink_structure', $plain ? '' : '/%year%/%monthnum%/%postname%/');
// The rules are made again on the next page load.
delete_option('rewrite_rules');

$out = [
    'url'        => $url,
    'plain'      => $plain ? 'yes' : 'no',
    'rest'       => $url . ($plain ? '/index.php?rest_route=/' : '/wp-json/'),
    'rest_plain' => $url . '/?rest_route=/',
    'version'    => get_bloginfo('version'),
    'users'      => [],
];
foreach ($want as $name => $role) {
    $user = get_user_by('login', $name);
    if (!$user) {
        $id = wp_insert_user([
            'user_login'   => $name,
            'user_pass'    => $login_password($name),
            'user_email'   => "$name@example.invalid",
            'display_name' => ucfirst($name) . ' of the Rig',
            'role'         => $role,
        ]);
        if (is_wp_error($id)) {
            fwrite(STDERR, $id->get_error_message() . "\n");
            exit(1);
        }
        $user = get_user_by('id', $id);
    }
    $pass = $old['users'][$name]['app_password'] ?? null;
    $good = false;
    foreach (WP_Application_Passwords::get_user_application_passwords($user->ID) as $item) {
        $good = $good || ($pass !== null && wp_check_password(
            preg_replace('/[^a-z\d]/i', '', $pass), $item['password'], $user->ID));
    }
    if (!$good) {
        WP_Application_Passwords::delete_all_application_passwords($user->ID);
        $made = WP_Application_Passwords::create_new_application_password(
            $user->ID, ['name' => 'rig']);
        if (is_wp_error($made)) {
            fwrite(STDERR, $made->get_error_message() . "\n");
            exit(1);
        }
        $pass = WP_Application_Passwords::chunk_password($made[0]);
    }
    $out['users'][$name] = [
        'id' => $user->ID, 'role' => $role,
        'login_password' => $login_password($name), 'app_password' => $pass,
    ];
}
echo json_encode($out, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES), "\n";
