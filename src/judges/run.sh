#!/usr/bin/env bash
# Lets Debian's sqlmap, wapiti and ffuf judge the WAR, on loopback, signed in as the administrator of a server of its own.
#   apt-get install --no-install-recommends sqlmap wapiti ffuf
#   mvn -DskipTests package
#   src/judges/run.sh                what they say goes to target/judges/, a summary to the terminal; up to an hour; LONGEST=60 in ten minutes, with less tried
# What they found, and what of it is true: src/docs/security.md. Never point it at a server that others use.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=src/judges
out=$PWD/target/judges
longest=${LONGEST:-900}                     # seconds for each judge and target
rm -rf "$out"
mkdir -p "$out/home"

for tool in sqlmap wapiti ffuf curl java; do
  command -v "$tool" > /dev/null || { echo "$tool is not installed"; exit 1; }
done
payara=$(sed -n 's:.*<payara.version>\(.*\)</payara.version>.*:\1:p' pom.xml)
micro=${MICRO:-$HOME/.m2/repository/fish/payara/extras/payara-micro/$payara/payara-micro-$payara.jar}
[ -f "$micro" ] || { echo "no $micro: build first"; exit 1; }
[ -f target/groundcrew.war ] || { echo "no target/groundcrew.war: build first"; exit 1; }

# ---- A server with an empty database, and something in it to look at.
port=$((20000 + RANDOM % 20000))
while (: < /dev/tcp/127.0.0.1/$port) 2> /dev/null; do port=$((port + 1)); done
base=http://127.0.0.1:$port
password=judged-by-others-$RANDOM
cat > "$out/settings.properties" <<END
groundcrew.home=$out/home
groundcrew.admin.password=$password
groundcrew.node=judged
END
java -Xmx512m -Djava.io.tmpdir="$out" -jar "$micro" --nohazelcast --port "$port" \
  --prebootcommandfile server-config/payara-micro/pre-boot.asadmin --postbootcommandfile server-config/payara-micro/post-boot.asadmin \
  --systemproperties "$out/settings.properties" --deploy target/groundcrew.war --contextroot / > "$out/server.log" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null || true; wait $server 2> /dev/null || true' EXIT
until curl -sf "$base/api/health/ready" > /dev/null; do
  kill -0 $server 2> /dev/null || { tail "$out/server.log"; exit 1; }
  sleep 1
done

sign_in() {
  curl -sf -c "$out/cookies" -H 'Content-Type: application/json' -o /dev/null \
    -d "{\"user\":\"admin\",\"password\":\"$password\"}" "$base/api/session"
  cookie="groundcrew-session=$(awk '$6 == "groundcrew-session" { print $7 }' "$out/cookies")"
}
sign_in
send() { curl -sf -b "$cookie" -H 'Content-Type: application/json' -X "$1" -d "$3" "$base/$2"; }
send POST api/tasks '{"name":"judged","type":"monitor","schedule":{"every":"PT10M"}}' > /dev/null
send POST api/users '{"name":"judged","role":"viewer"}' > /dev/null
run=$(curl -sf -b "$cookie" -X POST "$base/api/tasks/judged/run" | sed 's/.*"id":"\([^"]*\)".*/\1/')
sed -e "s|BASE|$base|" -e "s|RUN|$run|" "$here/targets.txt" > "$out/targets.txt"

# ---- sqlmap: each parameter of each read, then the bodies of writes.
sql() { # NAME ARGUMENTS…
  local name=$1
  shift
  timeout "$longest" sqlmap --batch --flush-session --output-dir="$out/sqlmap" --level=2 --risk=1 --threads=4 --timeout=20 \
    --technique=BEUST --time-sec=5 --ignore-code=401 --disable-coloring --cookie="$cookie" "$@" > "$out/sqlmap-$name.txt" 2>&1 || true
}
version() { sqlmap --version 2> /dev/null | head -1; }
echo "== sqlmap $(version)"
sql reads -m "$out/targets.txt" --skip="groundcrew-session,user-agent,referer"
sql cookie -u "$base/api/me" -p groundcrew-session
sql session -u "$base/api/session" --method=POST -H 'Content-Type: application/json' -p user --technique=BE --level=1 \
  --data='{"user":"judged","password":"not this one"}'
sql make -u "$base/api/tasks" --method=POST -H 'Content-Type: application/json' --level=1 \
  --data='{"name":"judged-purge","type":"purge","parameters":{"source":"groundcrew","table":"groundcrew_run","column":"ended_at","keep":"P30D"}}'
sql cancel -u "$base/api/runs/cancel" --method=POST -H 'Content-Type: application/json' --level=1 \
  --data='{"task":["judged"],"dryRun":true}'
grep -hE "is vulnerable|appears to be .*injectable|identified the following injection|back-end DBMS" "$out"/sqlmap-*.txt || echo "no injection found"
cat "$out"/sqlmap-*.txt | grep -cE "testing for SQL injection on|does not seem to be injectable" | sed 's/$/ lines about parameters tried/' || true
grep -hE "HTTP error codes detected|[0-9]+ \(.*\) - [0-9]+ times" "$out"/sqlmap-*.txt | sort | uniq -c || true

# ---- wapiti: crawls, and attacks what it finds. Not with ssrf, xxe and nikto, which ask servers of its authors.
sign_in
echo "== $(wapiti --version 2> /dev/null | tail -1)"
starts=()
while read -r url; do starts+=(-s "$url"); done < "$out/targets.txt"
# At its start it asks the web for a list of its own, in vain where there is no web, and says so.
timeout $((longest * 2)) wapiti -u "$base/" "${starts[@]}" --scope domain -H "Cookie: $cookie" --flush-session \
  -m "cookieflags,crlf,csp,csrf,http_headers,sql,xss,htaccess,redirect,permanentxss,methods,exec,file,backup,blindsql" \
  --max-scan-time 60 --max-attack-time $((longest / 10 + 1)) --store-session "$out/wapiti" -f json -o "$out/wapiti.json" --no-bugreport > "$out/wapiti.txt" 2>&1 || true
tail -40 "$out/wapiti.txt"

# ---- ffuf: which paths answer at all, to strangers and to the administrator; and what a parameter makes of hostile values.
sign_in
echo "== ffuf $(ffuf -V | sed 's/.*: //')"
# The paths that were tricks elsewhere come first, then some thirty thousand names.
cat "$here/paths.txt" /usr/lib/python3/dist-packages/wapitiCore/data/attacks/busterPayloads.txt | awk '!seen[$0]++' > "$out/words.txt"
fuzz() { # NAME ARGUMENTS…
  local name=$1
  shift
  timeout "$longest" ffuf -s -t 8 -w "$out/words.txt" -o "$out/ffuf-$name.json" -of json "$@" > "$out/ffuf-$name.txt" 2>&1 || true
  echo "$name: $(sort -u "$out/ffuf-$name.txt" | paste -sd' ')"
}
fuzz stranger -u "$base/FUZZ" -mc all -fc 401,404
fuzz stranger-api -u "$base/api/FUZZ" -mc all -fc 401
fuzz administrator -u "$base/FUZZ" -mc all -fc 404 -H "Cookie: $cookie"
fuzz administrator-api -u "$base/api/FUZZ" -mc all -fc 404 -H "Cookie: $cookie"
fuzz failures -u "$base/api/runs?FUZZ=FUZZ" -mc 500-599 -H "Cookie: $cookie"
fuzz methods -u "$base/api/tasks/FUZZ" -X DELETE -mc 200-299,500-599 -H "Cookie: $cookie"

echo "== the server"
grep -cE "SEVERE|incident" "$out/server.log" | sed 's/$/ lines of failures in its log/' || true
curl -s -b "$cookie" "$base/api/health" | cut -c1-300 || true
echo
