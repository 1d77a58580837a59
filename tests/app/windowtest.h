#pragma once

#include "place.h"

#include <sk/pages/resourcepage.h>

namespace test {

/// Tests of one window, signed in to the stand-in, and of the page that it shows.
class WindowTest : public QObject {
protected:
    [[nodiscard]] ui::MainWindow &window() const { return m_place->window().window(); }
    template<typename T>
    [[nodiscard]] T *shown(const char *name = nullptr) const
    {
        return test::shown<T>(window(), name);
    }
    [[nodiscard]] ui::ResourcePage *page() const { return shown<ui::ResourcePage>(); }

    std::unique_ptr<Place> m_place;
};

} // namespace test
