#!/usr/bin/env bash
# Draws the pictures of README and guide anew, from recordings of the demo webshop and its healed twin. Takes about two
# minutes; needs the built jars, JDK 25 and no display.
set -euo pipefail
images=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$images/../../target/images
jar=$images/../../desktop-ui/target/loomscope.jar
loomscope() { "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar "$jar" "$@"; }
draw() {
    local name=$1 recording=$2
    shift 2
    loomscope snapshot "$work/$recording/recording.loomscope" --force -o "$images/$name.png" "$@"
}

if [[ ${1:-} != --keep ]]; then
    loomscope demo webshop --headless --for 20s -o "$work/webshop"
    loomscope demo webshop --fixed --headless --for 20s -o "$work/fixed"
fi
draw timeline webshop
draw light webshop --theme light
draw range webshop --in-view 5s..16s --range 7s..9s
draw near webshop --in-view 10.0s..10.6s
draw virtual webshop --arrange virtual-by-class --in-view 5s..12s
draw task webshop --view task --filter 'pool:payments wait>1s'
draw findings webshop --view findings
draw pools webshop --view pools
draw keys webshop --view keys
draw hooks webshop --view hooks
draw settings webshop --view settings
draw beside webshop --beside "$work/fixed/recording.loomscope"
