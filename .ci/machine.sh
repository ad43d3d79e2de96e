# What the scripts need of the machine, beside the .NET SDK. Sourced, not run.

# The SDK named in global.json, or a later feature band of it.
need_sdk() {
  if ! command -v dotnet >/dev/null; then
    echo "Не найден .NET SDK. Нужен .NET SDK 10: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 2
  fi
  # Without ICU the SDK does not even start, without OpenSSL it restores nothing; without tzdata a school has no local time.
  if [ "$(uname -s)" = Linux ]; then
    if ! dotnet --version >/dev/null 2>&1; then need_library icuuc '^libicu[0-9]+$' "библиотека ICU"; fi
    if can_install; then need_library ssl '^libssl[0-9.]+(t64)?$' "библиотека OpenSSL"; fi
    if [ ! -e /usr/share/zoneinfo/Europe/Moscow ]; then need_package tzdata "часовые пояса" || exit 2; fi
  fi
  if ! version=$(dotnet --version 2>/dev/null) || [ "${version%%.*}" -lt 10 ]; then
    echo "Нужен .NET SDK 10, установлены: $(dotnet --list-sdks 2>/dev/null | cut -d ' ' -f 1 | tr '\n' ' ')" >&2
    echo "Скачать: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 2
  fi
}

# The browser of the scenarios and a font with Cyrillic letters. The shell without windows is the same engine at a good part less work.
need_browser() {
  if [ -n "${ELJ_CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null; then return 0; fi
  if can_install && need_package "chromium-headless-shell fonts-dejavu-core" "Chromium для проверки в браузере"; then return 0; fi
  if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then return 0; fi
  need_package "chromium fonts-dejavu-core" "Chromium для проверки в браузере" || exit 2
}

# The program that makes timetables, for the round trip through it.
need_fet() {
  command -v fet-cl >/dev/null || need_package fet "FET для проверки обмена расписанием" || exit 2
}

# What an archive is checked with where the journal is not: unzip, openssl, Python.
need_checkers() {
  for program in unzip openssl python3; do
    command -v "$program" >/dev/null || need_package "$program" "$program для проверки архива без журнала" || exit 2
  done
}

# Go with the libraries of its checksum database: an independent reader of a sealed log.
need_sumdb() {
  if ! command -v go >/dev/null || [ ! -d /usr/share/gocode/src/golang.org/x/mod/sumdb ]; then
    need_package "golang-go golang-golang-x-mod-dev" "Go для независимой проверки архива" || exit 2
  fi
}

# The programs that read a PDF, for the tests of the printed forms.
need_poppler() {
  command -v pdftotext >/dev/null || need_package poppler-utils "pdftotext для проверки печатных форм" || exit 2
}

# need_library NAME "PACKAGES IT IS FOUND IN" "WHAT IT IS": the newest package that the distribution has of it.
need_library() {
  has_library "lib$1" && return 0
  if can_install; then
    apt_update
    found=$(apt-cache --names-only search "$2" | cut -d ' ' -f 1 | sort -V | tail -n 1)
  fi
  need_package "${found:-lib$1}" "$3" || exit 2
}

has_library() { compgen -G "/usr/lib*/$1*" >/dev/null || compgen -G "/usr/lib/*/$1*" >/dev/null; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_update() {
  [ -n "${apt_is_fresh:-}" ] || apt-get update -qq >&2
  apt_is_fresh=yes
}

# need_package "PACKAGES" "WHAT IT IS": installs Debian packages as root, else says what is missing.
need_package() {
  if ! can_install; then
    echo "Не хватает: $2. Установите: $1" >&2
    return 1
  fi
  echo "Устанавливается: $2 ($1)" >&2
  apt_update
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $1 >/dev/null
}
