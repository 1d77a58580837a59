#include "version.h"

namespace sk {

const char *version()
{
    return SK_VERSION;
}

} // namespace sk
