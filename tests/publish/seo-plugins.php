<?php
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for Yoast SEO (of the summer of 2026) and Rank Math, as far as they can be reached
 * from outside: Yoast's three fields are registered for posts, Rank Math has its own route. */
add_action('init', function () {
    foreach (['_yoast_wpseo_title', '_yoast_wpseo_metadesc', '_yoast_wpseo_focuskw'] as $key) {
        register_post_meta('post', $key, [
            'type' => 'string', 'single' => true, 'show_in_rest' => true,
            'auth_callback' => fn($allowed, $name, $id) => current_user_can('edit_post', $id),
        ]);
    }
});
add_action('rest_api_init', function () {
    register_rest_route('yoast/v1', '/stand-in', [
        'methods' => 'GET', 'callback' => fn() => [], 'permission_callback' => '__return_true',
    ]);
    register_rest_route('rankmath/v1', '/updateMeta', [
        'methods' => 'POST',
        'permission_callback' => fn($r) => current_user_can('edit_post', (int) $r['objectID']),
        'callback' => function ($request) {
            foreach ((array) $request['meta'] as $key => $value) {
                if (str_starts_with($key, 'rank_math_')) {
                    $value === '' ? delete_post_meta($request['objectID'], $key)
                                  : update_post_meta($request['objectID'], $key, wp_slash($value));
                }
            }
            return ['slug' => true, 'schemas' => []];
        },
    ]);
    register_rest_route('rankmath/v1', '/read', [
        'methods' => 'GET', 'permission_callback' => '__return_true',
        'callback' => fn($r) => ['focus' => get_post_meta((int) $r['id'], 'rank_math_focus_keyword', true),
                                 'title' => get_post_meta((int) $r['id'], 'rank_math_title', true)],
    ]);
});
