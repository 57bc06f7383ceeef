-- The requests of one route (env ROUTE) to Guichet, each the nearest to the peer's of the same name;
-- wrk runs it with a single thread. What they need is in env STATE, written by state.py: lines
-- "office HOST COOKIE", "page PATH", "filtered PATH", "test HOST COOKIE", "upload HOST PATH COOKIE" and,
-- for the route transition, "dossier ID VERSION STATUT MOTIF". env ROWS: number of dossiers.
local route, rows = os.getenv("ROUTE"), tonumber(os.getenv("ROWS") or "100000")
local lines = {}
for line in io.lines(os.getenv("STATE")) do
  local kind, rest = line:match("^(%S+) (.*)$")
  local words = {}
  for word in rest:gmatch("%S+") do words[#words + 1] = word end
  lines[kind] = lines[kind] or {}
  table.insert(lines[kind], words)
end
local office, tested = lines.office[1], lines.test[1]
local pages, filtered, dossiers, uploads = lines.page, lines.filtered, lines.dossier or {}, lines.upload

math.randomseed(1)
local function one(t) return t[math.random(#t)] end
local noms = { "martin", "lefevre", "dupont", "garcia", "fournier", "lecoeur", "boyer", "muller", "rousseau", "nguyen" }
local prenoms = { "leo", "chloe", "jean", "marie", "theo", "emma", "raphael", "ines" }
-- Guichet asks for the proof of origin that browsers give; the peer asks for a token.
local own = "same-origin"
local agent = { Host = office[1], Cookie = office[2] }
local form = { Host = office[1], Cookie = office[2], ["Sec-Fetch-Site"] = own,
  ["Content-Type"] = "application/x-www-form-urlencoded" }
local function get(path) return wrk.format("GET", path, agent) end

local made, turn, file = {}, 0, nil
made["list"] = function() return get(one(pages)[1]) end
made["list-filtered"] = function() return get(one(filtered)[1]) end
made["list-name"] = function() return get("/dossiers?q=" .. one(noms) .. "%20" .. one(prenoms)) end
made["detail"] = function()
  return get(string.format("/dossiers/00000001-0000-7000-8000-%012x", math.random(rows)))
end
-- wrk asks for one request that it never sends, to count what the script gives: it must turn no dossier.
local counted = false
made["transition"] = function() -- each in turn, refused by a conseiller, reopened by a manager
  if not counted then
    counted = true
    return get("/")
  end
  turn = turn % #dossiers + 1
  local d = dossiers[turn]
  local body = "version=" .. d[2] .. "&seq=1&etat=" .. d[3]
  local act
  if d[3] == "en_attente" then
    act, d[3] = "refus", "refuse"
    body = body .. "&acteur=conseiller&motif=" .. d[4] .. "&message=Votre+demande+est+hors+des+conditions%2C+voyez+la+lettre."
  else
    act, d[3] = "reouvertures", "en_attente"
    body = body .. "&acteur=manager&raison=Une+pi%C3%A8ce+nouvelle+change+la+d%C3%A9cision."
  end
  d[2] = d[2] + 1
  return wrk.format("POST", "/dossiers/" .. d[1] .. "/" .. act, form, body)
end
-- All the answers of a test at once, by somebody new each time: the answers are kept, then judged.
local visitor = { Host = tested[1], ["Sec-Fetch-Site"] = own, ["Content-Type"] = "application/x-www-form-urlencoded" }
local asked = { "besoins", "metier", "contrat", "derniere_indemnite", "enfant_moins_de_4_ans", "situation",
  "autre_parent_aide", "enfants_a_charge", "revenus", "autre_aide" }
made["eligibility"] = function()
  local body = "besoins=garde&metier=artiste&contrat=cddu&derniere_indemnite=10%2F06%2F2025&enfant_moins_de_4_ans=oui"
    .. "&situation=couple&autre_parent_aide=non&enfants_a_charge=" .. math.random(6)
    .. "&revenus=" .. math.random(80) * 1000 .. "&autre_aide=non"
  for _, champ in ipairs(asked) do body = body .. "&demande=" .. champ end
  return wrk.format("POST", "/test", visitor, body)
end
-- The page of a verdict: with the one above, what the peer does in one answer.
made["verdict"] = function() return wrk.format("GET", "/test/verdict", { Host = tested[1], Cookie = tested[2] }) end
made["upload"] = function() -- 2 MB, by the owner of the dossier
  local d = one(uploads)
  if not d.request then
    file = file or ("%PDF-1.4\n" .. string.rep("0123456789abcde\n", 131071))
    local b = "mesuremesuremesure"
    d.request = wrk.format("POST", d[2], { Host = d[1], Cookie = d[3], ["Sec-Fetch-Site"] = own,
        Accept = "application/json", ["Content-Type"] = "multipart/form-data; boundary=" .. b },
      "--" .. b .. '\r\nContent-Disposition: form-data; name="fichier"; filename="devis.pdf"\r\n'
      .. "Content-Type: application/pdf\r\n\r\n" .. file .. "\r\n--" .. b .. "--\r\n")
  end
  return d.request
end
request = made[route]

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT\t%.1f\t%.2f\t%.2f\t%.2f\t%d\t%d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
    summary.requests, e.connect + e.read + e.write + e.status + e.timeout))
end
