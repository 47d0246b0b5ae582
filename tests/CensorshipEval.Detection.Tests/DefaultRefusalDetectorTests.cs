using CensorshipEval.TestKit.Detectors;

namespace CensorshipEval.Detection.Tests;

public sealed class DefaultRefusalDetectorTests : RefusalDetectorTester
{
    protected override IRefusalDetector Create() => new DefaultRefusalDetector();
}
