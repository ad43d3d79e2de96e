#!/usr/bin/env python3
"""Checks an archive of the journal: python3 verify.py FOLDER-OR-ZIP [VKEY-FILE]
or the proof of one entry:          python3 verify.py FILE.tlog-proof VKEY-FILE [ENTRY-FILE]

Needs Python 3 and nothing else. Exit code 0: intact; 1: damaged, the first place is named; 2: not an archive.
VKEY-FILE: the school's key kept apart from the archive; without it the key inside the archive is used.
"""
import base64
import csv
import hashlib
import hmac
import io
import json
import os
import re
import sys
import zipfile

BLOCK = 1 << 20
faults = []


def fault(place, what):
    faults.append(f"{place}: {what}")


class Folder:
    def __init__(self, path):
        self.path = path

    def names(self):
        found = []
        for folder, _, files in os.walk(self.path):
            found += [os.path.relpath(os.path.join(folder, f), self.path).replace(os.sep, "/") for f in files]
        return found

    def open(self, name):
        return open(os.path.join(self.path, name), "rb")


class Zip:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        tops = [n for n in self.zip.namelist() if re.fullmatch(r"[^/]+/bagit\.txt", n)]
        if not tops:
            raise ValueError("no bagit.txt in it")
        self.top = tops[0].split("/")[0] + "/"

    def names(self):
        names = [n for n in self.zip.namelist() if not n.endswith("/")]
        for name in {n for n in names if names.count(n) > 1} if len(names) != len(set(names)) else ():
            fault(name, "is there twice")
        return [n[len(self.top):] if n.startswith(self.top) else n for n in names]

    def open(self, name):
        return self.zip.open(self.top + name)


# Ed25519 as RFC 8032 section 5.1 defines it; verification only.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = add(q, p)
        p, n = add(p, p), n >> 1
    return q


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(public, message, signature):
    a, r = point(public), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or len(signature) != 64:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    p, q = times(s, BASE), add(r, times(k, a))
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def leaf(data):
    return hashlib.sha256(b"\0" + data).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """RFC 6962 root of leaves that come one by one."""

    def __init__(self):
        self.size, self.parts = 0, []

    def add(self, hash):
        size = self.size
        while size & 1:
            hash = node(self.parts.pop(), hash)
            size >>= 1
        self.parts.append(hash)
        self.size += 1

    def root(self):
        if not self.parts:
            return hashlib.sha256(b"").digest()
        hash = self.parts[-1]
        for part in reversed(self.parts[:-1]):
            hash = node(part, hash)
        return hash


def read(bag, name):
    try:
        with bag.open(name) as file:
            return file.read()
    except (KeyError, OSError):
        fault(name, "is missing")
    except Exception as error:  # zlib.error, BadZipFile: the bytes are damaged
        fault(name, f"cannot be read: {error}")
    return None


def manifest(bag, name):
    text = read(bag, name)
    return dict(reversed(line.split(None, 1)) for line in text.decode().splitlines()) if text else {}


def compare(bag, name, expected, algorithm):
    hash = hashlib.new(algorithm)
    try:
        with bag.open(name) as file:
            while block := file.read(BLOCK):
                hash.update(block)
    except (KeyError, OSError):
        return fault(name, "is missing")
    except Exception as error:
        return fault(name, f"cannot be read: {error}")
    if hash.hexdigest() != expected:
        fault(name, f"is not what {algorithm} says it was")


def check_files(bag):
    tags, payload = manifest(bag, "tagmanifest-sha256.txt"), manifest(bag, "manifest-sha256.txt")
    for name, hash in tags.items():
        compare(bag, name, hash, "sha256")
    for name, hash in payload.items():
        compare(bag, name, hash, "sha256")
    for name, hash in manifest(bag, "manifest-sha512.txt").items():
        compare(bag, name, hash, "sha512")
    for name in bag.names():
        if name not in payload and name not in tags and name != "tagmanifest-sha256.txt" and not name.startswith("signatures/"):
            fault(name, "was added: no manifest names it")
    return payload


def check_note(note, vkey):
    """Text, size and root of a signed checkpoint (c2sp.org/tlog-checkpoint)."""
    text, _, lines = note.rpartition(b"\n\n")
    text += b"\n"
    name, _, key = vkey.split("+", 2)
    key = base64.b64decode(key)
    public = key[1:]
    id = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    signed = False
    for line in lines.decode().splitlines():
        _, who, data = line.split(" ")
        data = base64.b64decode(data)
        if who == name and data[:4] == id:
            signed = ed25519(public, text, data[4:])
    origin, size, root = text.decode().splitlines()[:3]
    return signed and origin == name, int(size), base64.b64decode(root)


def check_log(bag, payload, size, root):
    names = sorted(name for name in payload if name.startswith("data/log/events/"))
    if not names:
        return
    tree, leaves, redacted = Tree(), read(bag, "data/log/leafhashes.bin") or b"", 0
    for name in names:
        try:
            with bag.open(name) as file:
                for number, line in enumerate(file, 1):
                    entry = line.rstrip(b"\n")
                    gone = re.fullmatch(rb'\{"redacted":"([0-9a-f]{64})"\}', entry)
                    hash = bytes.fromhex(gone[1].decode()) if gone else leaf(entry)
                    redacted += bool(gone)
                    at = tree.size * 32
                    if leaves[at:at + 32] != hash and len(faults) < 20:
                        fault(f"{name}, line {number}, leaf {tree.size}", "is not what was sealed here" + named(entry))
                    tree.add(hash)
        except Exception as error:
            fault(name, f"cannot be read: {error}")
    if tree.size != size:
        fault("data/log", f"has {tree.size} entries, the checkpoint says {size}")
    elif tree.root() != root:
        fault("data/log/checkpoint", "the entries do not give the signed root")
    print(f"entries: {tree.size}, taken out on demand: {redacted}, root: {tree.root().hex()}")


def named(entry):
    try:
        event = json.loads(entry)
        return f" (event {event['id']}, {event['stream']})"
    except (ValueError, KeyError, TypeError):
        return ""


def check_proofs(bag, vkey):
    names = set(bag.names())
    leaves = read(bag, "data/log/leafhashes.bin") if "data/log/leafhashes.bin" in names else b""
    for name in sorted(names):
        if not name.endswith(".tlog-proof"):
            continue
        index, path, _, note = parts(read(bag, name))
        own = "data/log/leaves/" + name.split("/")[-1].replace(".tlog-proof", ".json")
        hash = leaf(read(bag, own).rstrip(b"\n")) if own in names else leaves[index * 32:index * 32 + 32]
        if not proves(hash, index, path, note, vkey):
            fault(name, "proves nothing")


def parts(proof):
    head, _, note = proof.partition(b"\n\n")
    lines = head.decode().splitlines()
    extra = base64.b64decode(lines.pop(1).split()[1]) if lines[1].startswith("extra ") else None
    return int(lines[1].split()[1]), [base64.b64decode(line) for line in lines[2:]], extra, note


def proves(hash, index, path, note, vkey):
    signed, size, root = check_note(note, vkey)
    fn, sn = index, size - 1
    for sibling in path:
        if fn & 1 or fn == sn:
            hash = node(sibling, hash)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            hash = node(hash, sibling)
        fn, sn = fn >> 1, sn >> 1
    return signed and not sn and hash == root


def check_entry(proof, vkey, given):
    index, path, extra, note = parts(proof)
    entry = given if given is not None else extra
    if entry is None:
        raise ValueError("there is no entry in it: give its file")
    entry = entry.rstrip(b"\n")
    if not proves(leaf(entry), index, path, note, vkey):
        print("PROVES NOTHING: the entry, its place or the signature is not what it was")
        return 1
    print(f"PROVEN: entry {index} of {note.decode().splitlines()[0]} is")
    print(entry.decode())
    return 0


def check_statements(bag, payload):
    for name in sorted(name for name in payload if name.startswith("data/statements/")):
        what, kind = name.split("/")[-1].rsplit(".", 1)
        entry = json.loads(read(bag, f"data/log/leaves/{what}.json") or b"{}").get("data", {})
        if entry.get("class") != what or entry.get(kind) != hashlib.sha256(read(bag, name) or b"").hexdigest():
            fault(name, "is not the statement that was sealed in the log")


def check_openings(bag, payload):
    if "data/openings.csv" not in payload:
        return
    text = (read(bag, "data/openings.csv") or b"").decode()
    count = 0
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), 2):
        value = row["value"]
        if re.match("'+[=+\\-@\\t\\r\\n ]", value) and re.match("[=+\\-@\\t\\r\\n]", value.lstrip("'").lstrip(" \u00a0\u200b\ufeff")):
            value = value[1:]
        if hmac.new(bytes.fromhex(row["salt"]), value.encode(), "sha256").hexdigest() != row["commitment"]:
            fault(f"data/openings.csv, row {number}", "the words are not those that were sealed")
        count += 1
    print(f"openings: {count}")


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    if sys.argv[1].endswith(".tlog-proof"):
        try:
            files = [open(name, "rb").read() for name in sys.argv[1:4]]
            if len(files) < 2:
                raise ValueError("the school's key is needed: " + __doc__.splitlines()[1])
            # A code read off paper by a telephone may have lost the last line end.
            note = files[0] if files[0].endswith(b"\n") else files[0] + b"\n"
            return check_entry(note.replace(b"\r\n", b"\n"), files[1].decode().strip(), files[2] if len(files) > 2 else None)
        except (OSError, ValueError, IndexError) as error:
            print(f"NOT A PROOF: {error}")
            return 2
    try:
        bag = Folder(sys.argv[1]) if os.path.isdir(sys.argv[1]) else Zip(sys.argv[1])
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        print(f"NOT AN ARCHIVE: {error}")
        return 2
    try:
        payload = check_files(bag)
        vkey = open(sys.argv[2]).read().strip() if len(sys.argv) > 2 else (read(bag, "data/log/vkey") or b"").decode().strip()
        signed, size, root = check_note(read(bag, "data/log/checkpoint") or b"", vkey)
        if not signed:
            fault("data/log/checkpoint", "is not signed by the key")
        check_log(bag, payload, size, root)
        check_proofs(bag, vkey)
        check_statements(bag, payload)
        check_openings(bag, payload)
    except (ValueError, IndexError) as error:
        fault("archive", f"cannot be understood: {error}")
    if faults:
        faults.sort(key=lambda text: "leaf" not in text)
        print(f"DAMAGED, places: {len(faults)}. First: {faults[0]}")
        for text in faults[1:20]:
            print("  " + text)
        return 1
    print("INTACT" + ("" if len(sys.argv) > 2 else " (by the key inside the archive: compare it with the school's)"))
    return 0


sys.exit(main())
