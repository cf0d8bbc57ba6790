<?php
/**
 * Posts of every kind for the tests of WordPress; all of them invented. Two ways to run it:
 *
 * - tools/wordpress.sh calls it with a folder: it installs WordPress, adds users and posts, and writes into the folder an
 *   application password (password) and the site's own export (export.xml).
 * - WordPress loads it as a plug-in (content/mu-plugins): then it only registers a type of posts and a shortcode.
 */

function register_review() {
    register_post_type('review', ['public' => true, 'label' => 'Reviews', 'show_in_rest' => true, 'rest_base' => 'reviews',
        'supports' => ['title', 'editor', 'author'], 'taxonomies' => ['category']]);
}
if (PHP_SAPI !== 'cli') {
    add_action('init', 'register_review');
    add_shortcode('amazon', fn ($values) => '<a href="https://www.amazon.com/dp/' . ($values['box'] ?? '') . '?tag=lampery-20">the lamp</a>');
    return;
}

$folder = $argv[1];
mysqli_report(MYSQLI_REPORT_OFF);
for ($tries = 0; !($database = @mysqli_connect('localhost', 'root', '', '', 0, "$folder/db.sock")); $tries++) {
    if ($tries > 300) {
        fwrite(STDERR, "no database: " . mysqli_connect_error() . "\n");
        exit(1);
    }
    usleep(100_000);
}
mysqli_query($database, 'CREATE DATABASE wordpress CHARACTER SET utf8mb4');
mysqli_close($database);

function wp_new_blog_notification() { /* no mail */ }
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'SERVER_NAME' => '127.0.0.1'];
define('WP_INSTALLING', true);
require ABSPATH . 'wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_option_permalink_structure', fn () => '/%postname%/');
wp_install('Lampery', 'owner', 'owner@lampery.example', true, '', 'secret');
remove_all_filters('pre_option_permalink_structure');
$GLOBALS['wp_rewrite']->set_permalink_structure('/%postname%/');
register_review();

function user($login, $name, $role) {
    return wp_insert_user(['user_login' => $login, 'user_pass' => 'secret', 'user_email' => "$login@lampery.example", 'display_name' => $name, 'role' => $role]);
}
$editor = user('editor', 'Edda Torr', 'editor');
$authors = [$editor, user('ines', 'Inés Vale', 'author'), user('oduya', 'M. & N. Oduya', 'author')];
wp_set_current_user(1); // who may write any HTML
$categories = [];
foreach (['Desk lamps', 'Floor lamps', 'Light & shade', 'Tür & Tor'] as $name) {
    $categories[] = wp_insert_category(['cat_name' => wp_slash($name)]);
}

const TAG = 'https://www.amazon.com/dp/B0LAMPERY%d?tag=lampery-20';
const TOLD = 'We may earn a commission if you buy through the links in this article.';

/** Return the kinds of texts; each gets the number of its post. */
function kinds() {
    $link = fn ($n, $rel = ' rel="sponsored"') => '<a' . $rel . ' href="' . sprintf(TAG, $n % 9) . '">the Arc ' . $n . '</a>';
    $p = fn ($text) => "<!-- wp:paragraph -->\n<p>$text</p>\n<!-- /wp:paragraph -->\n\n";
    return [
        'blocks, told first' => fn ($n) => $p(TOLD) . $p("The lamp that we kept is {$link($n)}."),
        'blocks, told last' => fn ($n) => $p("The lamp that we kept is {$link($n)}.") . $p(TOLD),
        'blocks, not told' => fn ($n) => $p("After {$n} evenings the lamp that we kept is {$link($n)}."),
        'blocks, no rel' => fn ($n) => $p(TOLD) . $p("The lamp is {$link($n, '')}."),
        'nested blocks' => fn ($n) => "<!-- wp:columns -->\n<div class=\"wp-block-columns\"><!-- wp:column -->\n<div class=\"wp-block-column\">"
            . $p("Left: {$link($n)}.") . "</div>\n<!-- /wp:column -->\n\n<!-- wp:column -->\n<div class=\"wp-block-column\">"
            . $p('Right: nothing to buy.') . "</div>\n<!-- /wp:column --></div>\n<!-- /wp:columns -->",
        'buttons' => fn ($n) => $p('It is bright.') . "<!-- wp:buttons -->\n<div class=\"wp-block-buttons\"><!-- wp:button -->\n"
            . '<div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="' . sprintf(TAG, $n % 9)
            . "\">Check the price</a></div>\n<!-- /wp:button --></div>\n<!-- /wp:buttons -->",
        'lists and quotes' => fn ($n) => "<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>It is {$n} cm high.</li>\n<!-- /wp:list-item -->\n\n"
            . "<!-- wp:list-item -->\n<li>Buy {$link($n)}</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->\n\n"
            . "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\">" . $p('“It shines,” says Vale.') . "</blockquote>\n<!-- /wp:quote -->",
        'classic, told' => fn ($n) => TOLD . "\n\nThe lamp that we kept is {$link($n)}.\n\nIt is bright.",
        'classic, not told' => fn ($n) => "The lamp is bright.\n\nThe lamp that we kept is {$link($n)}.\nIt costs $ {$n}.",
        'classic, CR LF' => fn ($n) => "The lamp is bright.\r\n\r\nThe lamp that we kept is {$link($n)}.\r\n\r\nMore lamps are helped by Acme’s\r\n\r\nOf {$n} lamps we kept one.",
        'classic with HTML' => fn ($n) => "<h2>Lamp {$n}</h2>\n<p>The the lamp is {$link($n)}.</p>\n<table><tr><td>Height</td><td>{$n} cm</td></tr></table>",
        'shortcode' => fn ($n) => "Read this first.\n\n[amazon box=\"B0LAMPERY" . $n % 9 . "\"]\n\n[gallery ids=\"1,2\"] [caption id=\"a\"]<img src=\"/lamp.jpg\" alt=\"A lamp\"> A lamp[/caption]",
        'shortcode block' => fn ($n) => $p('Our lamp:') . "<!-- wp:shortcode -->\n[easyazon_link identifier=\"B0LAMPERY" . $n % 9 . "\" tag=\"lampery-20\"]Arc {$n}[/easyazon_link]\n<!-- /wp:shortcode -->",
        'block of a plug-in' => fn ($n) => $p('Our lamp:') . '<!-- wp:aawp/box {"asin":"B0LAMPERY' . $n % 9 . '"} /-->',
        'questions of a plug-in' => fn ($n) => $p(TOLD) . '<!-- wp:yoast/faq-block {"questions":[{"id":"q' . $n . '","question":["Is it bright?"],"answer":["Yes: 800 lumens."],"jsonQuestion":"Is it bright?","jsonAnswer":"Yes: 900 lumens."}]} -->'
            . "\n<div class=\"schema-faq wp-block-yoast-faq-block\"><div class=\"schema-faq-section\" id=\"q{$n}\"><strong class=\"schema-faq-question\">Is it bright?</strong> <p class=\"schema-faq-answer\">Yes: 800 lumens.</p></div></div>\n<!-- /wp:yoast/faq-block -->",
        'HTML block' => fn ($n) => $p('Before.') . "<!-- wp:html -->\n<div style=\"display:none\">" . TOLD . "</div><a href=\"" . sprintf(TAG, $n % 9) . "\">Arc {$n}</a>\n<script>var a = \"<p>the the</p>\";</script>\n<!-- /wp:html -->\n\n" . $p('After.'),
        'classic block among others' => fn ($n) => "An old beginning: {$link($n)}.\n\n" . $p('A new paragraph.') . "\n\nAn old end, as bright as as day.",
        'other signs' => fn ($n) => $p("Größe {$n} – “schön” & gut 🪔 ]]&gt; ]]> {$link($n)} für 12 €."),
        'broken sentence' => fn ($n) => $p("Growth of lamp {$n} comes from new capital, but more from Acme’s"),
        'open quotation' => fn ($n) => $p("“Lamp {$n} is bright, says Vale."),
        'nothing to buy' => fn ($n) => $p("Lamps were lit at dusk for {$n} years."),
        'empty' => fn ($n) => '',
        'long' => fn ($n) => $p(TOLD) . str_repeat($p("The evening is long, and lamp {$n} is patient."), 30) . $p("Take {$link($n)}."),
    ];
}

wp_defer_term_counting(true);
wp_defer_comment_counting(true);
$count = 0;
function add($title, $text, $more = []) {
    global $count, $authors, $categories;
    $count++;
    $id = wp_insert_post(wp_slash($more + [
        'post_title' => $title, 'post_content' => $text, 'post_status' => 'publish', 'post_author' => $authors[$count % 3],
        'post_category' => [$categories[$count % 4]], 'post_date' => sprintf('2026-%02d-%02d 08:00:00', $count % 9 + 1, $count % 28 + 1),
    ]), true);
    if (is_wp_error($id)) {
        fwrite(STDERR, $id->get_error_message() . "\n");
        exit(1);
    }
    return $id;
}
for ($round = 0; $round < 9; $round++) {
    foreach (kinds() as $kind => $text) {
        add("Lamp & <em>shade</em> $count: $kind", $text($count));
    }
}
foreach (kinds() as $kind => $text) {
    add("Page $count: $kind", $text($count), ['post_type' => 'page']);
    add("Review $count: $kind", $text($count), ['post_type' => 'review']);
}
$one = kinds()['blocks, not told'];
foreach (['draft', 'pending', 'private', 'trash', 'future'] as $status) {
    add("Unpublished: $status", $one(990), ['post_status' => $status] + ($status === 'future' ? ['post_date' => '2099-01-01 08:00:00'] : []));
}
add('Behind a password', $one(991), ['post_password' => 'lamp']);
add('A picture', '', ['post_type' => 'attachment', 'post_mime_type' => 'image/jpeg']);
wp_defer_term_counting(false);
flush_rewrite_rules(false);

[$password] = WP_Application_Passwords::create_new_application_password($editor, ['name' => 'affilint']);
file_put_contents("$folder/password", $password);

require_once ABSPATH . 'wp-admin/includes/export.php';
ob_start();
export_wp(['content' => 'all']);
file_put_contents("$folder/export.xml", ob_get_clean());
