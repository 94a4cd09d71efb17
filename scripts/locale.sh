# SPDX-License-Identifier: Apache-2.0
# Read by scripts that start a Java machine. In the C locale of containers, cron and ssh, or in one that is not installed, that machine reads ASCII only, and finds no file or folder with other letters in its name.
# A locale of one byte a letter stays: its letters are those of the file system.
letter=$'\xc3\xa9'
[ "${#letter}" = 1 ] || [[ ${letter:0:1} == [[:alpha:]] ]] || export LC_ALL=C.UTF-8
