import Commands

runSwiftnet()
