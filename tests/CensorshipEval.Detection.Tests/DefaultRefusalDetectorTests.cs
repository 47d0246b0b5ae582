using CensorshipEval.TestKit.Detectors;

namespace CensorshipEval.Detection.Tests;

public sealed class DefaultRefusalDetectorTests : RefusalDetectorTextTester
{
    protected override IRefusalDetector Create() => new DefaultRefusalDetector();
}
