#include "listfreshness.h"

#include "listreader.h"

namespace sk::kube {

using Freshness = ListStatus::Freshness;

Freshness freshnessOf(const ListReader &reader, bool hasRows)
{
    const Reflector &machine = reader.machine();
    const bool known = machine.listed() || hasRows;
    const bool trouble = machine.error() && machine.error().code != ErrorCode::Gone;
    switch (machine.state()) {
    case Reflector::State::Idle:
        return Freshness::Idle;
    case Reflector::State::Listing:
        if (trouble)
            return known ? Freshness::Reconnecting : Freshness::Failed;
        if (machine.listed())
            return machine.transport() == Reflector::Transport::Polling || machine.parked() ? Freshness::Polling : Freshness::CatchingUp;
        return Freshness::Loading;
    case Reflector::State::Watching:
        if (machine.live())
            return Freshness::Live;
        return trouble ? Freshness::Reconnecting : Freshness::CatchingUp;
    case Reflector::State::Waiting:
        return known ? Freshness::Reconnecting : Freshness::Failed;
    case Reflector::State::PollWait:
        return Freshness::Polling;
    case Reflector::State::NoToken:
        return Freshness::Waiting;
    case Reflector::State::Stopped:
        return machine.listed() ? Freshness::Idle : Freshness::Partial;
    case Reflector::State::Failed:
        return Freshness::Failed;
    }
    return Freshness::Idle;
}

int badness(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Failed: return 8;
    case Freshness::Waiting: return 7;
    case Freshness::Reconnecting: return 6;
    case Freshness::Loading: return 5;
    case Freshness::Partial: return 4;
    case Freshness::CatchingUp: return 3;
    case Freshness::Polling: return 2;
    case Freshness::Live: return 1;
    case Freshness::Idle: return 0;
    }
    return 0;
}

bool isOutage(Freshness freshness)
{
    return badness(freshness) >= 6;
}

} // namespace sk::kube
