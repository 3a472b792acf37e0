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
draw range webshop --in-view 8s..13s --range 9.5s..11.5s
draw virtual webshop --arrange virtual-by-class --in-view 8s..10s
draw findings webshop --view findings --size 1440x760
draw pools webshop --view pools
draw task webshop --view task --filter 'pool:payments wait>1s' --size 1440x900
draw beside webshop --beside "$work/fixed/recording.loomscope"
draw light webshop --theme light --size 1440x900
draw settings webshop --view settings --size 1280x800
draw hooks webshop --view hooks --size 1280x800
draw keys webshop --view keys --size 1440x900
