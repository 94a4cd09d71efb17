/* SPDX-License-Identifier: Apache-2.0
 * a small map: byte offsets of the registers; lowest bit (_LSB) and mask in place (_MASK) of each field. */
#ifndef SMALL_MAP_REGS_H
#define SMALL_MAP_REGS_H

#define SMALL_MAP_SIZE 0x100u

/* who it is; read */
#define SMALL_MAP_ID 0x0u
#define SMALL_MAP_ID_RESET 0x12345678u
#define SMALL_MAP_ID_VALUE_LSB 0 /* all of it */
#define SMALL_MAP_ID_VALUE_MASK 0xffffffffu

/* what it does; read, write */
#define SMALL_MAP_CONTROL 0x4u
#define SMALL_MAP_CONTROL_RESET 0x50u
#define SMALL_MAP_CONTROL_GO_LSB 0 /* starts */
#define SMALL_MAP_CONTROL_GO_MASK 0x1u
#define SMALL_MAP_CONTROL_MODE_LSB 4 /* what is done: 0 < 1 & more */
#define SMALL_MAP_CONTROL_MODE_MASK 0x70u

/* what has happened; read, write 1 to clear */
#define SMALL_MAP_TOP_BITS 0x10u
#define SMALL_MAP_TOP_BITS_RESET 0x0u
#define SMALL_MAP_TOP_BITS_LEVEL_LSB 0 /* goes on */
#define SMALL_MAP_TOP_BITS_LEVEL_MASK 0x3u
#define SMALL_MAP_TOP_BITS_FLAG_LSB 31 /* the highest bit */
#define SMALL_MAP_TOP_BITS_FLAG_MASK 0x80000000u

/* what goes on; read */
#define SMALL_MAP_STATE 0x14u
#define SMALL_MAP_STATE_RESET 0xf0u
#define SMALL_MAP_STATE_VALUE_LSB 0 /* all of it */
#define SMALL_MAP_STATE_VALUE_MASK 0xffffffffu

/* a word; write */
#define SMALL_MAP_PUSH 0x20u
#define SMALL_MAP_PUSH_VALUE_LSB 0 /* all of it */
#define SMALL_MAP_PUSH_VALUE_MASK 0xffffffffu

#endif
