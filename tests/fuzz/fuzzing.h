// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QJsonValue>
#include <cstddef>
#include <cstdint>

/// What the fuzz targets share. A target is a function from bytes to nothing that must not crash, leak, take long or fill the
/// memory, which libFuzzer and the sanitizers see to, and that states laws of its own: those must hold whatever the bytes are.
namespace fuzzing {

/// States a law. Where it does not hold, the run ends with this sentence and libFuzzer keeps the input that led here.
void hold(bool law, const char *sentence);

/// Bytes of an input, taken from the front: what chooses stands before what is chosen for.
class Input
{
public:
    Input(const std::uint8_t *data, std::size_t size) : m_rest(reinterpret_cast<const char *>(data), qsizetype(size)) {}
    /// The next byte; 0 at the end.
    int byte();
    /// A number from 0 to `count` - 1.
    int below(int count) { return byte() % count; }
    /// Everything that was not taken.
    QByteArrayView rest() const { return m_rest; }

private:
    QByteArrayView m_rest;
};

/// The object an input is the text of; nothing for any other input.
std::optional<QJsonObject> objectOf(QByteArrayView text);

/// Changes a JSON text into another one: a value, a name, a member or an element somewhere in it. Bytes in front of it (`front`) are
/// changed as bytes. Most of what a change of bytes makes of JSON is refused at the first character; this reaches what lies behind.
std::size_t mutateJson(std::uint8_t *data, std::size_t size, std::size_t sizeMax, unsigned seed, std::size_t front = 0);

} // namespace fuzzing

/// Makes a target one over JSON.
#define FUZZ_JSON(front)                                                                                                                   \
    extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size, std::size_t sizeMax, unsigned seed)             \
    {                                                                                                                                      \
        return fuzzing::mutateJson(data, size, sizeMax, seed, front);                                                                     \
    }
