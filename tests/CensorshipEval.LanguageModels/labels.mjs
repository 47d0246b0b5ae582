// Takes out of texts to test on what another identifier (franc) is sure to be in another language: labels err.
// Usage: node labels.mjs TEXTS     (franc-all must be installed beside it)
import {francAll} from 'franc-all'
import fs from 'node:fs'
import path from 'node:path'
const iso = {ar:['arb','ary','arz','apc','ajp','acm','ars'],de:['deu'],en:['eng','sco'],es:['spa'],fa:['pes','prs','fas'],fi:['fin'],fr:['fra'],he:['heb'],hi:['hin','bho','mag'],id:['ind','zlm','zsm','msa','jav','sun','ban','min','bjn','ace','mad'],it:['ita'],nl:['nld','afr'],pl:['pol'],pt:['por'],ru:['rus'],tr:['tur'],uk:['ukr'],vi:['vie']}
const root = process.argv[2]
for (const lang of fs.readdirSync(root)) {
  if (!iso[lang]) continue
  for (const f of fs.readdirSync(path.join(root, lang))) {
    const p = path.join(root, lang, f)
    const lines = fs.readFileSync(p, 'utf8').split('\n').filter(Boolean)
    const kept = lines.filter(t => {
      const s = t.replace(/⏎/g, ' ').slice(0, 1500)
      if (s.length < 80) return true
      const r = francAll(s).slice(0, 8).map(x => x[0])
      return r.some(x => iso[lang].includes(x))
    })
    if (kept.length < lines.length) console.log(lang, f, lines.length, '->', kept.length)
    fs.writeFileSync(p, kept.map(t => t + '\n').join(''))
  }
}
