#include "healthtone.h"

namespace sk::ui {

theme::Tone toneOf(kube::Health health)
{
    switch (health) {
    case kube::Health::None: return theme::Tone::Neutral;
    case kube::Health::Healthy: return theme::Tone::Healthy;
    case kube::Health::Progressing: return theme::Tone::Progressing;
    case kube::Health::Warning: return theme::Tone::Warning;
    case kube::Health::Failing: return theme::Tone::Failing;
    case kube::Health::Unknown:
    case kube::Health::Finished: return theme::Tone::Unknown;
    }
    return theme::Tone::Neutral;
}

} // namespace sk::ui
