<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// Router for PHP's built-in server: what Apache's rewrite rules would do.
// A file or a directory with an index.php is served as it is; everything
// else goes to WordPress's front controller, so pretty permalinks and
// /wp-json/ work.
//
// Faults for tests: when the file named by RIG_FAULT_FILE exists, each of
// its lines is "METHOD PATH-REGEX COUNT STATUS DELAY_MS [HEADER...]"; the
// first line that matches answers instead of WordPress, COUNT times.
// STATUS 0 only delays; STATUS -1 lets WordPress do the work and then cuts
// the answer short (libcurl sees error 18, though the post was made).

$uri  = $_SERVER['REQUEST_URI'];
$path = rawurldecode((string) parse_url($uri, PHP_URL_PATH));

if (is_string($log = getenv('RIG_REQUEST_LOG')) && $log !== '') {
    file_put_contents($log, $_SERVER['REQUEST_METHOD'] . ' ' . $uri . "\n",
                      FILE_APPEND | LOCK_EX);
}

function rig_fault($file, $method, $uri)
{
    if (!is_file($file) || !($f = fopen($file, 'r+'))) {
        return null;
    }
    flock($f, LOCK_EX);
    $hit = null;
    $keep = [];
    foreach (explode("\n", trim(stream_get_contents($f))) as $line) {
        $w = preg_split('/\s+/', trim($line), 6);
        if ($hit === null && count($w) >= 5
            && ($w[0] === '*' || $w[0] === $method)
            && preg_match('~' . str_replace('~', '\~', $w[1]) . '~', $uri)
            && (int) $w[2] > 0) {
            $hit = $w;
            $w[2] = (int) $w[2] - 1;
            $line = implode(' ', $w);
        }
        $keep[] = $line;
    }
    if ($hit !== null) {
        ftruncate($f, 0);
        rewind($f);
        fwrite($f, implode("\n", $keep) . "\n");
    }
    fclose($f);
    return $hit;
}

$fault = rig_fault((string) getenv('RIG_FAULT_FILE'), $_SERVER['REQUEST_METHOD'], $uri);
if ($fault !== null) {
    usleep(1000 * (int) $fault[4]);
    $status = (int) $fault[3];
    if ($status > 0) {
        http_response_code($status);
        header('Content-Type: application/json; charset=UTF-8');
        if (isset($fault[5])) {
            header($fault[5]);
        }
        echo json_encode(['code' => 'rig_fault', 'message' => "Injected fault $status",
                          'data' => ['status' => $status]]);
        return true;
    }
    if ($status === -1) {
        ob_start(function ($body) {
            header('Content-Length: ' . (strlen($body) + 4096));
            return substr($body, 0, 16);
        });
    }
}

$root = $_SERVER['DOCUMENT_ROOT'];
$file = realpath($root . $path);
if ($path !== '/' && $file !== false && strpos($file, $root . '/') === 0) {
    if (is_file($file) || is_file($file . '/index.php')) {
        if (is_dir($file) && substr($path, -1) !== '/') {
            header('Location: ' . $path . '/', true, 301);
            return true;
        }
        return false;
    }
}

if (getenv('RIG_PLAIN') === 'yes' && $path !== '/' && $path !== '/index.php') {
    // A web server with no rewrite rules: WordPress never hears of it.
    http_response_code(404);
    header('Content-Type: text/html; charset=iso-8859-1');
    echo "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n";
    return true;
}

unset($_SERVER['PATH_INFO']);
$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $root . '/index.php';
chdir($root);
require $root . '/index.php';
