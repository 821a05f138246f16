// SPDX-License-Identifier: GPL-3.0-or-later
// A fuzz target without libFuzzer, for every build and every compiler: first each input of its corpus as it is, then so many inputs made
// of them by the target's own mutator, the same ones each time. What is looked for by coverage is looked for by ./dev fuzz.
//   fuzzed_<target> CORPUS RUNS
#include <QByteArray>
#include <QDir>
#include <QFile>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <random>
#include <unistd.h>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
extern "C" [[gnu::weak]] int LLVMFuzzerInitialize(int *argc, char ***argv);
extern "C" [[gnu::weak]] std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size, std::size_t sizeMax, unsigned seed);

namespace {

constexpr std::size_t sizeMax = 32768;
std::mt19937 chance(610116);
QByteArray foundFile;
const std::uint8_t *current = nullptr;
std::size_t currentSize = 0;

std::size_t below(std::size_t count)
{
    return count == 0 ? 0 : chance() % count;
}

/// What led to the end is kept, to be looked at and laid into the corpus.
void keepInput(int signal)
{
    const int file = ::open(foundFile.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file >= 0 && ::write(file, current, currentSize) >= 0)
        ::close(file);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void run(const std::vector<std::uint8_t> &input)
{
    current = input.data();
    currentSize = input.size();
    LLVMFuzzerTestOneInput(input.data(), input.size());
}

} // namespace

/// libFuzzer's own mutation, in small: bits, bytes, numbers at their edges, pieces twice, moved or gone.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t most)
{
    constexpr std::uint8_t edges[] = {0, 1, 9, 10, 13, 32, 34, 47, 58, 92, 127, 128, 192, 224, 240, 254, 255};
    const std::size_t place = below(size);
    switch (below(6)) {
    case 0:
        if (size > 0)
            data[place] = std::uint8_t(data[place] ^ (1U << below(8)));
        break;
    case 1:
        if (size > 0)
            data[place] = edges[below(std::size(edges))];
        break;
    case 2: // gone
        if (size > 1) {
            const std::size_t length = 1 + below(std::min<std::size_t>(size - place, 16));
            std::move(data + place + length, data + size, data + place);
            return std::max<std::size_t>(1, size - length);
        }
        break;
    case 3: // put in
        if (size < most) {
            std::move_backward(data + place, data + size, data + size + 1);
            data[place] = std::uint8_t(chance());
            return size + 1;
        }
        break;
    case 4: { // twice: what is moved away stays where it was
        const std::size_t length = std::min(below(64), std::min(size - place, most - size));
        std::move_backward(data + place, data + size, data + size + length);
        return size + length;
    }
    default:
        if (size > 1)
            std::swap(data[place], data[below(size)]);
    }
    return size == 0 && most > 0 ? (data[0] = std::uint8_t(chance()), 1) : size;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "fuzzed_<target> CORPUS RUNS\n");
        return 2;
    }
    const QDir corpus(QString::fromLocal8Bit(argv[1]));
    foundFile = QByteArray(argv[0]) + ".found";
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        std::signal(signal, keepInput);
    if (LLVMFuzzerInitialize)
        LLVMFuzzerInitialize(&argc, &argv);
    std::vector<std::vector<std::uint8_t>> inputs{{}};
    for (const QString &name : corpus.entryList(QDir::Files, QDir::Name)) {
        QFile file(corpus.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s can't be read\n", qPrintable(name));
            return 2;
        }
        const QByteArray bytes = file.readAll();
        inputs.emplace_back(bytes.begin(), bytes.end());
    }
    for (const auto &input : inputs)
        run(input);
    const int runs = std::atoi(argv[2]);
    std::vector<std::uint8_t> room(sizeMax);
    for (int i = 0; i < runs; ++i) {
        const auto &seed = inputs[below(inputs.size())];
        std::size_t size = std::min(seed.size(), sizeMax);
        std::copy_n(seed.begin(), size, room.begin());
        for (std::size_t step = 0, steps = 1 + below(4); step < steps; ++step)
            size = std::min(sizeMax, LLVMFuzzerCustomMutator ? LLVMFuzzerCustomMutator(room.data(), size, sizeMax, unsigned(chance())) : LLVMFuzzerMutate(room.data(), size, sizeMax));
        run({room.begin(), room.begin() + std::ptrdiff_t(size)});
    }
    std::printf("{\"corpus\": %zu, \"runs\": %d}\n", inputs.size() - 1, runs);
    return inputs.size() > 1 ? 0 : 1;
}
