#include "CPacketIO.h"
