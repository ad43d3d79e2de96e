// Checks an unpacked archive by the libraries of Go's checksum database (golang.org/x/mod/sumdb), which know nothing of this program: the signature of
// the checkpoint, the root over the lines of the log, each proof of inclusion. Debian: golang-go, golang-golang-x-mod-dev.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run main.go FOLDER VKEY
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	log.SetFlags(0)
	folder := os.Args[1]
	verifier, err := note.NewVerifier(strings.TrimSpace(os.Args[2]))
	must(err)
	size, root := checkpoint(read(folder, "data/log/checkpoint"), verifier)

	parts, err := filepath.Glob(filepath.Join(folder, "data/log/events/*.ndjson"))
	must(err)
	if len(parts) > 0 {
		if n, hash := tree(parts); n != size || hash != root {
			log.Fatalf("the lines give %d entries and root %v", n, hash)
		}
	}

	proofs, err := filepath.Glob(filepath.Join(folder, "data/proofs/*.tlog-proof"))
	must(err)
	leaves := leafHashes(folder)
	for _, file := range proofs {
		text, err := os.ReadFile(file)
		must(err)
		head, signed, ok := strings.Cut(string(text), "\n\n")
		if !ok {
			log.Fatalf("%s is no proof", file)
		}
		size, root := checkpoint(signed, verifier)
		index, path := inclusion(head)
		if err := tlog.CheckRecord(path, size, root, index, leaves(file, index)); err != nil {
			log.Fatalf("%s: %v", file, err)
		}
	}
	fmt.Printf("sumdb: %d entries, root %v, %d proofs\n", size, root, len(proofs))
}

// checkpoint opens the signed note and returns what stands in it.
func checkpoint(text string, verifier note.Verifier) (int64, tlog.Hash) {
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if lines[0] != verifier.Name() {
		log.Fatalf("the checkpoint is of %s", lines[0])
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	return size, hash(lines[2])
}

// tree hashes every line and keeps the hashes of all whole subtrees.
func tree(parts []string) (int64, tlog.Hash) {
	var kept []tlog.Hash
	var n int64
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, at := range indexes {
			found[i] = kept[at]
		}
		return found, nil
	})
	for _, part := range parts {
		file, err := os.Open(part)
		must(err)
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			more, err := tlog.StoredHashes(n, lines.Bytes(), reader)
			must(err)
			kept = append(kept, more...)
			n++
		}
		must(lines.Err())
		must(file.Close())
	}
	root, err := tlog.TreeHash(n, reader)
	must(err)
	return n, root
}

// leafHashes finds the leaf that a proof is about: in the file of all leaves, or hashed from the proof's own line in a bag without the log.
func leafHashes(folder string) func(string, int64) tlog.Hash {
	all, err := os.ReadFile(filepath.Join(folder, "data/log/leafhashes.bin"))
	return func(proof string, index int64) tlog.Hash {
		if err == nil {
			var leaf tlog.Hash
			copy(leaf[:], all[index*tlog.HashSize:])
			return leaf
		}
		name := strings.TrimSuffix(filepath.Base(proof), ".tlog-proof") + ".json"
		return tlog.RecordHash([]byte(strings.TrimSuffix(read(folder, "data/log/leaves/"+name), "\n")))
	}
}

func inclusion(head string) (int64, tlog.RecordProof) {
	var path tlog.RecordProof
	index := int64(-1)
	for _, line := range strings.Split(head, "\n")[1:] {
		if strings.HasPrefix(line, "index ") {
			n, err := strconv.ParseInt(line[len("index "):], 10, 64)
			must(err)
			index = n
		} else if !strings.HasPrefix(line, "extra ") {
			path = append(path, hash(line))
		}
	}
	return index, path
}

func hash(base string) (h tlog.Hash) {
	bytes, err := base64.StdEncoding.DecodeString(base)
	must(err)
	if copy(h[:], bytes) != tlog.HashSize {
		log.Fatalf("%q is no hash", base)
	}
	return h
}

func read(folder, name string) string {
	text, err := os.ReadFile(filepath.Join(folder, name))
	must(err)
	return string(text)
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
