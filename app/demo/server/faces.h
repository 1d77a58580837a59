#pragma once

#include "state.h"

namespace sk::demo {

/// Answers as what is not ks-apiserver: see Face.
void answerFace(State &state, const HttpRequest &request, const ExchangePtr &exchange);
/// Answers as the kube-apiserver of the same world.
void answerKubeApiserver(State &state, const HttpRequest &request, const ExchangePtr &exchange);

} // namespace sk::demo
