#include "workloadstatus_p.h"

namespace sk::kinds {

Verdict replicasVerdict(double want, double have, const char *allText, const char *someText)
{
    if (want <= 0 && have <= 0)
        return {QCoreApplication::translate("sk", "Scaled to zero"), Health::Finished, 0};
    if (have >= want)
        return {QCoreApplication::translate("sk", allText), Health::Healthy, 0};
    return {QCoreApplication::translate("sk", someText).arg(QString::number(have), QString::number(want)), have <= 0 ? Health::Failing : Health::Warning, 0};
}

} // namespace sk::kinds
