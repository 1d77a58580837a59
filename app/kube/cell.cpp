#include "cell.h"

#include <string_view>

namespace sk::kube {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

quint64 fnv1a(std::string_view text, quint64 hash)
{
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

/// Mixes all bits (the finalizer of MurmurHash3): FNV alone leaves the upper ones weak in short texts.
quint64 mix(quint64 x)
{
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53ULL;
    return x ^ (x >> 33);
}

} // namespace

Uid Uid::fromText(std::string_view text)
{
    if (text.empty())
        return {};
    // 8-4-4-4-12 hexadecimal digits.
    if (text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-') {
        Uid uid;
        int digits = 0;
        for (const char c : text) {
            const int value = hexValue(c);
            if (value < 0)
                continue;
            quint64 &half = digits < 16 ? uid.high : uid.low;
            half = (half << 4) | static_cast<quint64>(value);
            ++digits;
        }
        if (digits == 32 && !uid.isNull())
            return uid;
    }
    Uid uid{mix(fnv1a(text, 0xcbf29ce484222325ULL)), mix(fnv1a(text, 0x9ae16a3b2f90404fULL) ^ text.size())};
    if (uid.isNull())
        uid.low = 1;
    return uid;
}

} // namespace sk::kube
